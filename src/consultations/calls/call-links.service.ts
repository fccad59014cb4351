import { Injectable } from '@nestjs/common';
import type { Actor } from '../../shared/actor';
import { invalid, notFound } from '../../shared/domain-error';
import { AuditLog } from '../../audit/audit-log';
import type { Tx } from '../../platform/database/sql';
import type { SheetTarget } from '../amend-consultation.service';
import { ConsultationsReader, type SheetRow } from '../consultations.reader';
import { ContactLinksReader } from '../contact-links.reader';
import { statusAfter } from '../domain/consultation-status';
import { LINK_REASON, readReason } from '../domain/read-reason';
import { holdPeriodOpen } from '../sheet-intake';
import { StaleWrite } from '../stale-write';
import { CallClaims } from './call-claims';
import { type CallLink, CallLinkStore, type LinkChange } from './call-link-store';

/** Null: the sheet is about no call of the log. */
export interface WantedLink {
  readonly contactId: string | null;
  readonly reason: string | undefined;
}

interface SaidLink extends WantedLink {
  readonly reason: string;
}

/** Says by hand which call a sheet is about. */
@Injectable()
export class CallLinksService {
  constructor(
    private readonly reader: ConsultationsReader,
    private readonly contacts: ContactLinksReader,
    private readonly claims: CallClaims,
    private readonly store: CallLinkStore,
    private readonly audit: AuditLog,
  ) {}

  async put(tx: Tx, actor: Actor, now: Date, target: SheetTarget, wanted: WantedLink): Promise<SheetRow> {
    const row = await this.reader.byId(tx, actor, target.id);
    if (row.version !== target.version) {
      if (await this.isSentAgain(tx, actor, target, row, wanted)) return row;
      throw new StaleWrite(row.version);
    }
    statusAfter('link', row.status);
    const { contactId } = wanted;
    if (row.contactId === contactId) {
      if (contactId === null) throw notFound('呼との結び付き');
      return row;
    }
    const reason = readReason(wanted.reason, LINK_REASON);
    if (contactId !== null) await this.free(tx, actor, now, row, contactId);
    await this.change(tx, actor, now, row, { contactId, reason });
    return this.reader.byId(tx, actor, row.id);
  }

  /** Reasons are words about a sheet: who reads them is on record. */
  async list(tx: Tx, actor: Actor, now: Date, id: string): Promise<CallLink[]> {
    const row = await this.reader.byId(tx, actor, id);
    await this.audit.record(tx, actor, now, {
      action: 'consultation.call_links_read',
      objectType: 'consultation',
      objectId: row.id,
      organisationId: row.organisationId,
    });
    return this.store.list(tx, row.id);
  }

  private async free(tx: Tx, actor: Actor, now: Date, row: SheetRow, contactId: string): Promise<void> {
    if (!(await this.contacts.belongs(tx, row, contactId))) {
      throw invalid('/contactId', 'unknown', '呼が見つかりません。');
    }
    await this.claims.claim(tx, actor, now, contactId);
  }

  private async change(
    tx: Tx,
    actor: Actor,
    now: Date,
    row: SheetRow,
    { contactId, reason }: SaidLink,
  ): Promise<void> {
    await holdPeriodOpen(tx, row.periodId);
    const changed = { id: row.id, organisationId: row.organisationId, version: row.version + 1 };
    if (!(await this.store.point(tx, now, changed, contactId))) {
      throw new StaleWrite((await this.reader.byId(tx, actor, row.id)).version);
    }
    const said = { how: 'manual', reason, accountId: actor.accountId } as const;
    const changes: LinkChange[] = [];
    if (row.contactId !== null) changes.push({ ...said, contactId: row.contactId, change: 'unlinked' });
    if (contactId !== null) changes.push({ ...said, contactId, change: 'linked' });
    await this.store.record(tx, now, changed, changes);
    await this.audit.record(tx, actor, now, {
      action: contactId === null ? 'consultation.call_unlinked' : 'consultation.call_linked',
      objectType: 'consultation',
      objectId: row.id,
      organisationId: row.organisationId,
      detail: { contactId: contactId ?? row.contactId, how: 'manual' },
    });
  }

  /** Did this very request make the version that stands there, and only its answer got lost? */
  private async isSentAgain(
    tx: Tx,
    actor: Actor,
    target: SheetTarget,
    row: SheetRow,
    wanted: WantedLink,
  ): Promise<boolean> {
    if (row.version !== target.version + 1 || row.contactId !== wanted.contactId) return false;
    const [last] = await this.store.list(tx, row.id);
    return (
      last?.version === row.version && last.accountId === actor.accountId && last.reason === wanted.reason
    );
  }
}
