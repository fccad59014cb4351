import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { invalid } from '../../shared/domain-error';
import type { Tx } from '../../platform/database/sql';
import { JobQueue } from '../../platform/jobs/job-queue';
import { Organisation } from '../../organisations/organisation.entity';
import { Period } from '../../periods/period.entity';
import { checkPurpose, exportScope, unknownOrganisation } from '../domain/export-scope';
import { CONSULTATION_EXPORT } from './consultation-export.handler';
import type { NewConsultationExport } from './consultation-exports.dto';
import { ExportReader } from './export.reader';

@Injectable()
export class ConsultationExportsService {
  constructor(
    private readonly reader: ExportReader,
    private readonly queue: JobQueue,
  ) {}

  /** Rights are settled here, with the person who asks; the job runs in nobody's presence. Returns the job's id. */
  async request(tx: Tx, actor: Actor, now: Date, input: NewConsultationExport): Promise<string> {
    const { withNarratives, purpose = null } = input;
    const wish = { organisationId: input.organisationId ?? null, withNarratives };
    const organisationId = exportScope(actor, wish);
    if (organisationId !== null && !(await tx.existsBy(Organisation, { id: organisationId }))) {
      throw unknownOrganisation();
    }
    const periodIds = [...new Set(input.periodIds)];
    await this.checkPeriods(tx, input.periodIds);
    const shares = await this.reader.shares(tx, { periodIds, organisationId });
    const total = shares.reduce((sum, { sheets }) => sum + sheets, 0);
    checkPurpose(wish, total, purpose);
    return this.queue.enqueue(tx, actor, now, {
      kind: CONSULTATION_EXPORT,
      dryRun: false,
      total,
      input: {
        periodIds: periodIds.join(','),
        ...(organisationId === null ? {} : { organisationId }),
        ...(purpose === null ? {} : { purpose }),
        withNarratives: String(withNarratives),
      },
    });
  }

  /** One form per file: its columns are that form's, and its versions read in the newest of them. */
  private async checkPeriods(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) throw invalid('/periodIds', 'required', '実施期を1つ以上指定してください。');
    const forms = new Set<string>();
    for (const [index, id] of ids.entries()) {
      const period = await tx.findOneBy(Period, { id });
      if (!period) throw invalid(`/periodIds/${index}`, 'unknown', '実施期が見つかりません。');
      if (forms.add(period.formId).size > 1)
        throw invalid(`/periodIds/${index}`, 'other_form', '様式が異なる期は、別々に書き出してください。');
    }
  }
}
