/** The part of `pg-copy-streams` 7 that is used here; the package brings no types. */
declare module 'pg-copy-streams' {
  import type { Writable } from 'node:stream';
  import type { Submittable } from 'pg';

  /** Submitted to a client as a query, then fed with rows until its end. */
  export function from(sql: string): Writable & Submittable;
}
