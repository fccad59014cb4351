import { readFileSync } from 'node:fs';

/** Part of Node, but of none of the type libraries in use. */
declare const WebAssembly: { readonly Module: new (bytes: Uint8Array) => object };

let compiled: object | undefined;

/**
 * HiGHS compiled once per process and shared by all of its threads, with the code that V8 has optimised meanwhile. A thread
 * that compiles for itself spends two seconds of processor time on that, more than most solves take.
 */
export function compiledHighs(): object {
  compiled ??= new WebAssembly.Module(readFileSync(require.resolve('highs/runtime')));
  return compiled;
}
