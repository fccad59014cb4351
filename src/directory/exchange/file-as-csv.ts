import { isWorkbook, workbookAsCsv } from '../../platform/excel/workbook-as-csv';
import type { RunningJob } from '../../platform/jobs/job';

/** The file of a job as CSV, whichever of the two it is. */
export async function* fileAsCsv(job: RunningJob): AsyncGenerator<Buffer> {
  for await (const head of job.readFile()) {
    if (isWorkbook(head)) yield await workbookAsCsv(job.readFile());
    else yield* job.readFile();
    return;
  }
}
