import { Module } from '@nestjs/common';
import { PeriodsModule } from '../periods/periods.module';
import { CallContextReader } from './call-context.reader';
import { CallImportHandler } from './call-import.handler';
import { CallImportsController } from './call-imports.controller';
import { CallPreviewsController } from './carriers/call-previews.controller';
import { CarriersController } from './carriers/carriers.controller';
import { CarriersReader } from './carriers/carriers.reader';
import { CarriersService } from './carriers/carriers.service';
import { ContactsController } from './contacts.controller';
import { ContactsReader } from './contacts.reader';

/** 呼: what the carriers' files say about calls, chats and mails. */
@Module({
  imports: [PeriodsModule],
  controllers: [CallImportsController, CallPreviewsController, CarriersController, ContactsController],
  providers: [CallContextReader, CallImportHandler, CarriersReader, CarriersService, ContactsReader],
})
export class ContactsModule {}
