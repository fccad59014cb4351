import { Injectable } from '@nestjs/common';
import { DomainError, type FieldFault, invalid } from '../shared/domain-error';
import type { Interval } from '../shared/interval';
import type { Tx } from '../platform/database/sql';
import { FormsReader, type PublishedVersion } from '../forms/forms.reader';
import { Period } from '../periods/period.entity';
import { PeriodsReader } from '../periods/periods.reader';
import { ContactLinksReader } from './contact-links.reader';
import type { SheetPlace } from './content-digest';
import { periodClosed } from './domain/consultation-status';
import {
  checkAnswers,
  checkReception,
  prepareSheet,
  type PreparedSheet,
  type SheetContent,
} from './domain/prepare-sheet';

/** A sheet without faults, and the form version it was judged by. */
export interface AcceptedSheet {
  readonly version: PublishedVersion;
  readonly sheet: PreparedSheet;
}

/** Decides whether what somebody typed may be filed, and names everything that is wrong with it. */
@Injectable()
export class SheetIntake {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly forms: FormsReader,
    private readonly contacts: ContactLinksReader,
  ) {}

  /** `keep` is the form version the sheet already has, if any. */
  async accept(
    tx: Tx,
    place: SheetPlace,
    content: SheetContent,
    keep: PublishedVersion | null,
  ): Promise<AcceptedSheet> {
    const period = await this.period(tx, place);
    const version = keep ?? (await this.forms.versionInForce(tx, period.formId, content.startedAt));
    const faults = [
      ...checkReception(span(period), content),
      ...(await this.contactFaults(tx, place, content.contactId)),
      ...(version === null ? [noForm()] : checkAnswers(version.index, content.answers)),
    ];
    if (version === null || faults.length > 0) {
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    }
    return { version, sheet: prepareSheet(version.index, content) };
  }

  private async period(tx: Tx, place: SheetPlace): Promise<Period> {
    const period = await tx.findOneBy(Period, { id: place.periodId });
    if (!period) throw invalid('/periodId', 'unknown', '実施期が見つかりません。');
    if (!(await this.periods.takesPart(tx, place.periodId, place.organisationId)))
      throw invalid('/organisationId', 'not_participating', 'この団体はこの実施期に参加していません。');
    if (period.status === 'closed') throw periodClosed();
    return period;
  }

  private async contactFaults(tx: Tx, place: SheetPlace, contactId: string | null): Promise<FieldFault[]> {
    if (contactId === null || (await this.contacts.belongs(tx, place, contactId))) return [];
    return [{ pointer: '/contactId', code: 'unknown', message: '呼が見つかりません。' }];
  }
}

function span(period: Period): Interval {
  return { from: period.startsAt, until: period.endsAt };
}

function noForm(): FieldFault {
  const message = 'この日時に有効な相談記録票の様式がありません。';
  return { pointer: '/startedAt', code: 'no_form', message };
}
