import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module';
import { FinderController } from './finder.controller';
import { FinderService } from './finder.service';
import { QuickListsController } from './quick-lists/quick-lists.controller';
import { QuickListsReader } from './quick-lists/quick-lists.reader';
import { QuickListsService } from './quick-lists/quick-lists.service';

/** 窓口さがし: from a few answers to the services that are open and near. */
@Module({
  imports: [DirectoryModule],
  controllers: [FinderController, QuickListsController],
  providers: [FinderService, QuickListsReader, QuickListsService],
})
export class FinderModule {}
