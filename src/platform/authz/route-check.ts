import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import { PERMISSION_KEY, PUBLIC_KEY } from './can.decorator';

const ROUTE_KEY = 'path';

/** Stops the boot when a handler says neither who may call it nor that everybody may. */
@Injectable()
export class RouteCheck implements OnApplicationBootstrap {
  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    private readonly reflector: Reflector,
  ) {}

  onApplicationBootstrap(): void {
    const open = this.discovery
      .getControllers()
      .flatMap(({ instance }) => this.unmarkedHandlers(instance as object));
    if (open.length > 0) throw new Error(`Routes without @Can or @Public: ${open.join(', ')}`);
  }

  private unmarkedHandlers(controller: object): string[] {
    const prototype = Object.getPrototypeOf(controller) as Record<string, unknown>;
    return this.scanner.getAllMethodNames(prototype).flatMap((name) => {
      const handler = prototype[name] as () => unknown;
      const isRoute = this.reflector.get<unknown>(ROUTE_KEY, handler) !== undefined;
      const marked = [PERMISSION_KEY, PUBLIC_KEY].some(
        (key) => this.reflector.get<unknown>(key, handler) !== undefined,
      );
      return isRoute && !marked ? [`${controller.constructor.name}.${name}`] : [];
    });
  }
}
