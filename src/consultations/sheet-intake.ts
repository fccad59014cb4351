import { Injectable } from '@nestjs/common';
import { DomainError, type FieldFault } from '../shared/domain-error';
import type { Interval } from '../shared/interval';
import { firstRow, type Tx } from '../platform/database/sql';
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

interface IntakeOptions {
  readonly now: Date;
  /** The form version the sheet already has, if any. */
  readonly keep: PublishedVersion | null;
  /** The call it already has: of a file, it may be one of which nobody knows who answered. */
  readonly standingCall?: string | null;
  /** What the caller found wrong before: said together with the rest. */
  readonly alsoWrong?: readonly FieldFault[];
}

/** Decides whether what somebody typed may be filed, and names everything that is wrong with it. */
@Injectable()
export class SheetIntake {
  constructor(
    private readonly periods: PeriodsReader,
    private readonly forms: FormsReader,
    private readonly contacts: ContactLinksReader,
  ) {}

  async accept(
    tx: Tx,
    place: SheetPlace,
    content: SheetContent,
    { now, keep, standingCall = null, alsoWrong = [] }: IntakeOptions,
  ): Promise<AcceptedSheet> {
    const period = await this.period(tx, place);
    if (!(period instanceof Period)) throw refused([...alsoWrong, period]);
    const version = keep ?? (await this.forms.versionInForce(tx, period.formId, content.startedAt));
    const found = [
      ...checkReception(span(period), now, content),
      ...(content.contactId === standingCall ? [] : await this.contactFaults(tx, place, content.contactId)),
      ...(version === null ? [noForm()] : checkAnswers(version.index, content.answers)),
    ];
    const named = new Set(alsoWrong.map(({ pointer }) => pointer));
    const faults = [...alsoWrong, ...found.filter(({ pointer }) => !named.has(pointer))];
    if (version === null || faults.length > 0) throw refused(faults);
    return { version, sheet: prepareSheet(version.index, content) };
  }

  private async period(tx: Tx, place: SheetPlace): Promise<Period | FieldFault> {
    const period = await openPeriodOrNull(tx, place.periodId);
    if (!period) return { pointer: '/periodId', code: 'unknown', message: '実施期が見つかりません。' };
    if (await this.periods.takesPart(tx, place.periodId, place.organisationId)) return period;
    const message = 'この団体はこの実施期に参加していません。';
    return { pointer: '/organisationId', code: 'not_participating', message };
  }

  private async contactFaults(tx: Tx, place: SheetPlace, contactId: string | null): Promise<FieldFault[]> {
    if (contactId === null || (await this.contacts.belongs(tx, place, contactId))) return [];
    return [{ pointer: '/contactId', code: 'unknown', message: '呼が見つかりません。' }];
  }
}

/** Holds the period open until the transaction ends, so that it cannot be closed between the question and the write (C-09). */
export async function holdPeriodOpen(tx: Tx, periodId: string): Promise<void> {
  await openPeriodOrNull(tx, periodId);
}

async function openPeriodOrNull(tx: Tx, periodId: string): Promise<Period | null> {
  const held = await firstRow(tx, `SELECT FROM period AS p WHERE p.id = $1 FOR SHARE`, [periodId]);
  const period = held === null ? null : await tx.findOneBy(Period, { id: periodId });
  if (period?.status === 'closed') throw periodClosed();
  return period;
}

function refused(faults: readonly FieldFault[]): DomainError {
  return new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
}

function span(period: Period): Interval {
  return { from: period.startsAt, until: period.endsAt };
}

function noForm(): FieldFault {
  const message = 'この日時に有効な相談記録票の様式がありません。';
  return { pointer: '/startedAt', code: 'no_form', message };
}
