'use strict';
/** A linear program that stays and grows by columns: each message adds some, sets bounds, solves from the last basis. */
const { parentPort, workerData } = require('node:worker_threads');
const loadHighs = require('highs');

async function main() {
  const highs = await loadHighs({ wasmModule: workerData.compiled });
  const model = highs.createModel(workerData.model);
  model.options.set({ output_flag: false, solver: 'simplex' });
  parentPort.on('message', ({ columns, bounds }) => {
    for (const { cost, rows, values } of columns) {
      model.addCol(cost, 0, highs.infinity, { indices: rows, values });
    }
    for (const [column, lower, upper] of bounds) model.changeColBounds(column, lower, upper);
    model.run();
    const { colValue, rowDual } = model.getSolution();
    parentPort.postMessage({
      isOptimal: model.getModelStatus() === 7,
      objective: model.getObjectiveValue(),
      values: colValue,
      rowDuals: rowDual,
    });
  });
}

main().catch((error) => parentPort.postMessage({ failure: String(error?.message ?? error) }));
