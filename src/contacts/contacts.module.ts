import { Module } from '@nestjs/common';
import { PeriodsModule } from '../periods/periods.module';
import { CallContextReader } from './call-context.reader';
import { CallImportHandler } from './call-import.handler';
import { CallImportsController } from './call-imports.controller';
import { ContactsController } from './contacts.controller';
import { ContactsReader } from './contacts.reader';

/** 呼: what the carriers' files say about calls, chats and mails. */
@Module({
  imports: [PeriodsModule],
  controllers: [CallImportsController, ContactsController],
  providers: [CallContextReader, CallImportHandler, ContactsReader],
})
export class ContactsModule {}
