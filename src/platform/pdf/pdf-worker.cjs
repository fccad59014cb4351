'use strict';
/** One document in one thread: laying out a table takes seconds, in which the server answers others. Plain JavaScript as threads load it. */
const { parentPort, workerData } = require('node:worker_threads');
const pdfmake = require('pdfmake');

const { document, footer, fonts } = workerData;
const { family, ...files } = fonts;

pdfmake.setFonts({ [family]: files });
// A document holds what the caller gave and nothing that a text could name: no address, no other file of this machine.
pdfmake.setUrlAccessPolicy(() => false);
pdfmake.setLocalAccessPolicy((path) => Object.values(files).includes(path));
pdfmake.setTableLayouts({
  grid: {
    hLineWidth: () => 0.4,
    vLineWidth: () => 0.4,
    hLineColor: () => '#8C8C8C',
    vLineColor: () => '#8C8C8C',
    paddingLeft: () => 2,
    paddingRight: () => 2,
    paddingTop: () => 1,
    paddingBottom: () => 1,
  },
});

const pageFooter = (page, pages) => ({
  margin: footer.margin,
  fontSize: footer.fontSize,
  columns: [
    { text: footer.left },
    { text: footer.centre, alignment: 'center' },
    { text: `${page} / ${pages}`, alignment: 'right' },
  ],
});

pdfmake
  .createPdf({ ...document, footer: pageFooter })
  .getBuffer()
  .then(
    (bytes) => parentPort.postMessage({ bytes }),
    (error) => parentPort.postMessage({ failure: String(error?.message ?? error) }),
  );
