import { Module } from '@nestjs/common';
import { HolidaysReader } from './holidays.reader';
import { HonorariumPreviewsController } from './honorarium-previews.controller';
import { RateCardsController } from './rate-cards.controller';
import { RateCardsReader } from './rate-cards.reader';
import { RateCardsService } from './rate-cards.service';

@Module({
  controllers: [HonorariumPreviewsController, RateCardsController],
  providers: [HolidaysReader, RateCardsService, RateCardsReader],
})
export class HonorariaModule {}
