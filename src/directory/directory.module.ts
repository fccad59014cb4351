import { Module } from '@nestjs/common';
import { BodiesController } from './bodies/bodies.controller';
import { BodiesService } from './bodies/bodies.service';
import { DirectoryBodiesReader } from './directory-bodies.reader';
import { DirectoryLocationsReader } from './directory-locations.reader';
import { DirectoryRevisions } from './directory-revisions';
import { DirectoryRevisionsReader } from './directory-revisions.reader';
import { DirectorySearchReader } from './directory-search.reader';
import { DirectoryServicesReader } from './directory-services.reader';
import { DirectorySurroundingsReader } from './directory-surroundings.reader';
import { DirectoryExports } from './exchange/directory-exports';
import { DirectoryImportHandler } from './exchange/directory-import.handler';
import { DirectoryIntakes } from './exchange/directory-intake';
import { ExchangeController } from './exchange/exchange.controller';
import { HsdsContextReader } from './hsds/hsds-context.reader';
import { HsdsController } from './hsds/hsds.controller';
import { HsdsServicesReader } from './hsds/hsds-services.reader';
import { LocationsController } from './locations/locations.controller';
import { LocationsService } from './locations/locations.service';
import { MunicipalitiesController } from './municipalities/municipalities.controller';
import { MunicipalityImportHandler } from './municipalities/municipality-import.handler';
import { RevisionsController } from './revisions.controller';
import { SearchesController } from './searches/searches.controller';
import { ServiceDetails } from './services/service-details';
import { ServiceStateController } from './services/service-state.controller';
import { ServiceStore } from './services/service-store';
import { NewServicesController } from './services/new-services.controller';
import { ServicesController } from './services/services.controller';
import { ServicesService } from './services/services.service';

/** つなぎ先: bodies, their services and places, and who is open for whom. */
@Module({
  controllers: [
    BodiesController,
    LocationsController,
    NewServicesController,
    ServicesController,
    ServiceStateController,
    RevisionsController,
    SearchesController,
    HsdsController,
    ExchangeController,
    MunicipalitiesController,
  ],
  providers: [
    BodiesService,
    DirectoryBodiesReader,
    DirectoryExports,
    DirectoryImportHandler,
    DirectoryIntakes,
    DirectoryLocationsReader,
    DirectoryRevisions,
    DirectoryRevisionsReader,
    DirectorySearchReader,
    DirectoryServicesReader,
    DirectorySurroundingsReader,
    HsdsContextReader,
    HsdsServicesReader,
    LocationsService,
    MunicipalityImportHandler,
    ServiceDetails,
    ServiceStore,
    ServicesService,
  ],
  exports: [
    DirectoryBodiesReader,
    DirectoryLocationsReader,
    DirectorySearchReader,
    DirectoryServicesReader,
    DirectorySurroundingsReader,
    ServicesService,
  ],
})
export class DirectoryModule {}
