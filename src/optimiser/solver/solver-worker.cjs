'use strict';
/**
 * One solve in one thread: plain JavaScript, so that it starts at once and the same from sources and from dist.
 * The thread ends after its answer, because WebAssembly memory never shrinks and an abort spoils the instance.
 */
const { parentPort, workerData: job } = require('node:worker_threads');
const loadHighs = require('highs');

async function main() {
  const highs = await loadHighs({ wasmModule: job.compiled });
  const model = highs.createModel(job.model);
  // HiGHS tells its bound only where it would also log it.
  model.options.set({ output_flag: job.live, log_to_console: false, ...job.options });
  if (job.start) model.setSolution({ colValue: job.start });
  const { callbackType } = highs.constants;
  const seen = { bound: -Infinity, iterations: 0 };
  model.run({
    [callbackType.mipInterrupt](event) {
      seen.iterations = Number(event.data.mip_total_lp_iterations ?? 0);
      if (seen.iterations > job.iterations) event.interrupt();
    },
    ...(job.live && {
      [callbackType.mipLogging](event) {
        if (event.data.mip_dual_bound > seen.bound) {
          seen.bound = event.data.mip_dual_bound;
          parentPort.postMessage({ bound: seen.bound });
        }
      },
      [callbackType.mipImprovingSolution](event) {
        parentPort.postMessage({
          values: event.data.mip_solution,
          objective: event.data.objective_function_value,
        });
      },
    }),
  });
  const solution = model.getSolution();
  parentPort.postMessage({
    done: true,
    status: model.getModelStatus(),
    objective: model.getObjectiveValue(),
    bound: job.model.integrality ? model.info.get('mip_dual_bound') : model.getObjectiveValue(),
    nodes: Number(model.info.get('mip_node_count')),
    iterations: seen.iterations,
    hasSolution: model.info.get('primal_solution_status') === 2,
    values: solution.colValue,
    rowDuals: job.model.integrality ? undefined : solution.rowDual,
  });
}

main().catch((error) => parentPort.postMessage({ done: true, failure: String(error?.message ?? error) }));
