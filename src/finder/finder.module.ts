import { Module } from '@nestjs/common';
import { DirectoryModule } from '../directory/directory.module';
import { FinderController } from './finder.controller';
import { FinderService } from './finder.service';

/** 窓口さがし: from a few answers to the services that are open and near. */
@Module({
  imports: [DirectoryModule],
  controllers: [FinderController],
  providers: [FinderService],
})
export class FinderModule {}
