import { Controller, Get, Param } from '@nestjs/common';
import { ApiProperty, ApiTags } from '@nestjs/swagger';
import type { Actor } from '../shared/actor';
import { notFound } from '../shared/domain-error';
import { Can, CurrentActor } from '../platform/authz/can.decorator';
import { Database } from '../platform/database/database';
import { rows } from '../platform/database/sql';
import type { Page } from '../platform/http/page';
import { ApiPage } from '../platform/http/page-response';

export class CodeView {
  @ApiProperty() readonly code: string;
  @ApiProperty() readonly labelJa: string;
  @ApiProperty() readonly labelEn: string;
}

/** The code lists every screen and import file speaks. */
@ApiTags('コード表')
@Controller()
export class ReferenceController {
  constructor(private readonly database: Database) {}

  @Get('line-fields')
  @Can('reference.read')
  @ApiPage(CodeView)
  async lineFields(@CurrentActor() actor: Actor): Promise<Page<CodeView>> {
    const items = await this.database.transaction(actor, (tx) =>
      rows<CodeView>(
        tx,
        `SELECT l.code, l.label_ja AS "labelJa", l.label_en AS "labelEn" FROM line_field AS l ORDER BY l.sort_order`,
      ),
    );
    return { items, nextCursor: null };
  }

  @Get('code-lists/:list')
  @Can('reference.read')
  @ApiPage(CodeView)
  async codeList(@CurrentActor() actor: Actor, @Param('list') list: string): Promise<Page<CodeView>> {
    const items = await this.database.transaction(actor, (tx) =>
      rows<CodeView>(
        tx,
        `SELECT r.code, r.label_ja AS "labelJa", r.label_en AS "labelEn"
         FROM reference_code AS r WHERE r.list = $1 ORDER BY r.sort_order`,
        [list],
      ),
    );
    if (items.length === 0) throw notFound('コード表');
    return { items, nextCursor: null };
  }
}
