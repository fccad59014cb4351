import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { failureFacts } from '../../platform/logging/failure-facts';
import { WatchService } from './watch.service';

const EVERY_MS = 60_000;

/** Looks for missed checks once a minute, from the end of the boot until the process stops. */
@Injectable()
export class VisitWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('VisitWatch');
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;

  constructor(private readonly watch: WatchService) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    this.timer = null;
    await this.looking;
  }

  /** One look at a time; what failed is tried again with the next. */
  private look(): void {
    this.looking ??= this.watch
      .sweep()
      .then(
        () => undefined,
        (error: unknown) => this.logger.warn(JSON.stringify(failureFacts(error))),
      )
      .finally(() => {
        this.looking = null;
      });
  }
}
