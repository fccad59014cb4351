import { Body, Controller, HttpCode, HttpStatus, Param, Post, Req, StreamableFile } from '@nestjs/common';
import { ApiOkResponse, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import type { Actor } from '../../shared/actor';
import { OrganisationsReader } from '../../organisations/organisations.reader';
import { Can, CurrentActor } from '../../platform/authz/can.decorator';
import { Clock } from '../../platform/clock/clock';
import { Database } from '../../platform/database/database';
import { attachment } from '../../platform/http/content-disposition';
import { writePdf } from '../../platform/pdf/write-pdf';
import { malformedField } from '../../platform/validation/malformed';
import { externalAddress } from '../domain/external-link';
import { COVER_SHEET_TITLE, coverSheetPdf } from './cover-sheet';
import { CoverSheetOrder } from './external-links.dto';
import { ExternalLinksService } from './external-links.service';

const PDF = 'application/pdf';

@ApiTags('つなぎ')
@Controller('referrals')
export class CoverSheetsController {
  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly links: ExternalLinksService,
    private readonly organisations: OrganisationsReader,
  ) {}

  /**
   * A sheet for the fax with the link as a QR code; the PIN goes by telephone. A POST, because the token is kept nowhere: whoever
   * made the link sends it along, in the body, where no log sees it.
   */
  @Post(':id/external-links/:linkId/cover-sheet.pdf')
  @HttpCode(HttpStatus.OK)
  @Can('referral.external')
  @ApiProduces(PDF)
  @ApiOkResponse({ schema: { type: 'string', format: 'binary' } })
  async print(
    @CurrentActor() actor: Actor,
    @Param('id') referralId: string,
    @Param('linkId') id: string,
    @Body() { token: typed }: CoverSheetOrder,
    @Req() request: FastifyRequest,
  ): Promise<StreamableFile> {
    const now = this.clock.now();
    const { referral, link, token, sender } = await this.database.transaction(actor, async (tx) => {
      const printed = await this.links.printed(tx, actor, now, { referralId, id, token: typed });
      return { ...printed, sender: await this.organisations.byId(tx, printed.referral.organisationId) };
    });
    const address = externalAddress(request.host, token);
    if (address === null) throw malformedField('#Host', 'host', 'ホスト名を読み取れませんでした。');
    const { receiverName, sentAt, respondBy } = referral;
    const bytes = await writePdf(
      coverSheetPdf(
        { receiverName, senderName: sender.name, sentAt, respondBy, expiresAt: link.expiresAt, address },
        now,
      ),
    );
    const disposition = attachment(`${COVER_SHEET_TITLE}.pdf`, 'cover-sheet.pdf');
    return new StreamableFile(bytes, { type: PDF, disposition, length: bytes.length });
  }
}
