import { Injectable } from '@nestjs/common';

export interface RegisteredRoute {
  readonly method: string;
  readonly path: string;
}

/** Every route the running server answers; filled while routes are registered, read by tests and the 405 answer. */
@Injectable()
export class RouteInventory {
  private readonly registered: (RegisteredRoute & { readonly matcher: RegExp })[] = [];

  add(method: string, path: string): void {
    const pattern = path.replace(/[.+^$()|[\]\\]/g, '\\$&').replace(/:\w+|\*/g, '[^/]+');
    this.registered.push({ method, path, matcher: new RegExp(`^${pattern}$`) });
  }

  routes(): readonly RegisteredRoute[] {
    return this.registered.map(({ method, path }) => ({ method, path }));
  }

  /** The verbs a path does answer to. */
  methodsAt(path: string): string[] {
    return [
      ...new Set(this.registered.filter((route) => route.matcher.test(path)).map((route) => route.method)),
    ];
  }
}
