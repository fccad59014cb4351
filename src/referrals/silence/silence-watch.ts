import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { failureFacts } from '../../platform/logging/failure-facts';
import { SilenceService } from './silence.service';

const EVERY_MS = 60_000;

/** Looks for silence once a minute, from the end of the boot until the process stops. */
@Injectable()
export class SilenceWatch implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger('SilenceWatch');
  private timer: NodeJS.Timeout | null = null;
  private looking: Promise<void> | null = null;

  constructor(private readonly silence: SilenceService) {}

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
    this.looking ??= this.silence
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
