import { Injectable } from '@nestjs/common';
import { DomainError, type FieldFault } from '../shared/domain-error';
import { PeriodsReader } from '../periods/periods.reader';
import type { Tx } from '../platform/database/sql';
import { malformedField } from '../platform/validation/malformed';
import type { WhatIf, WhatIfView } from './coverage.dto';
import { CoverageReader } from './coverage.reader';
import { CoverageService } from './coverage.service';
import { seatPrice, type SeatPrice } from './domain/seat-prices';
import { answerWhatIf, type Offer } from './domain/what-if';
import { presentWhatIf } from './present-coverage';

/** Where the next seat-hour answers most calls, and what a budget buys at best. Changes nothing. */
@Injectable()
export class WhatIfService {
  constructor(
    private readonly coverage: CoverageService,
    private readonly reader: CoverageReader,
    private readonly periods: PeriodsReader,
  ) {}

  async answer(tx: Tx, periodId: string, input: WhatIf): Promise<WhatIfView> {
    requireLimit(input);
    const channel = input.channel ?? 'phone';
    const basis = input.basis ?? 'allotted';
    const facts = await this.coverage.facts(tx, {
      periodId,
      basis,
      version: input.version ?? null,
      channel,
      from: input.from ?? null,
      until: input.until ?? null,
    });
    const prices = await this.reader.prices(tx, periodId);
    const participants = (await this.periods.participations(tx, periodId)).map((row) => row.organisationId);
    const faults = checkOffers(input, participants, prices);
    if (faults.length > 0)
      throw new DomainError('invalid', 'validation', '入力内容に誤りがあります。', faults);
    const answer = answerWhatIf({
      ...facts,
      offers: offersOf(input, await this.reader.fieldsOf(tx, periodId, channel)),
      prices,
      occupancyCap: input.occupancyCap === undefined ? facts.planCap : input.occupancyCap,
    });
    return presentWhatIf(basis, answer, facts.labels);
  }
}

function requireLimit({ budgetYen, hours, organisations = [] }: WhatIf): void {
  const bare = organisations.findIndex((purse) => purse.budgetYen === undefined && purse.hours === undefined);
  if (bare >= 0) {
    throw malformedField(
      `/organisations/${bare}`,
      'limit',
      '金額（budgetYen）か時間（hours）を指定してください。',
    );
  }
  if (budgetYen === undefined && hours === undefined && organisations.length === 0) {
    throw malformedField(
      '',
      'limit',
      '金額（budgetYen）、時間（hours）、団体ごとの枠のいずれかを指定してください。',
    );
  }
}

/** Money needs a price: a card of the organisation or one that holds for all. */
function checkOffers(
  { budgetYen, organisations = [] }: WhatIf,
  participants: readonly string[],
  prices: readonly SeatPrice[],
): FieldFault[] {
  const faults: FieldFault[] = [];
  const priced = (organisationId: string | null): boolean =>
    prices.some((card) => seatPrice(prices, organisationId, card.fieldCode) !== null);
  if (budgetYen !== undefined && !priced(null)) faults.push(noPrice('/budgetYen'));
  for (const [index, purse] of organisations.entries()) {
    const pointer = `/organisations/${index}`;
    if (!participants.includes(purse.organisationId)) {
      const message = 'この期に参加する団体が見つかりません。';
      faults.push({ pointer: `${pointer}/organisationId`, code: 'unknown', message });
    } else if (purse.budgetYen !== undefined && !priced(purse.organisationId)) {
      faults.push(noPrice(`${pointer}/budgetYen`));
    }
  }
  return faults;
}

function noPrice(pointer: string): FieldFault {
  return { pointer, code: 'no_rate_card', message: '相談員の単価表がないため、金額からは計算できません。' };
}

/** An organisation adds seats where it has some; one without any yet, or with seats for all fields, may add them anywhere. */
function offersOf(
  { budgetYen, hours, organisations = [] }: WhatIf,
  seated: readonly { readonly organisationId: string; readonly fieldCode: string | null }[],
): Offer[] {
  const overall: Offer[] =
    budgetYen === undefined && hours === undefined
      ? []
      : [{ organisationId: null, hours: hours ?? null, yen: budgetYen ?? null, fields: null }];
  return [
    ...overall,
    ...organisations.map((purse): Offer => {
      const own = seated.filter(({ organisationId }) => organisationId === purse.organisationId);
      const codes = own.flatMap(({ fieldCode }) => (fieldCode === null ? [] : [fieldCode]));
      return {
        organisationId: purse.organisationId,
        hours: purse.hours ?? null,
        yen: purse.budgetYen ?? null,
        fields: codes.length === own.length && codes.length > 0 ? codes : null,
      };
    }),
  ];
}
