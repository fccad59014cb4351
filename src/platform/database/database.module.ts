import { type DynamicModule, Global, Module } from '@nestjs/common';
import { DataSource, type EntityTarget, type ObjectLiteral } from 'typeorm';
import { appDataSource, type ConnectionTarget } from './data-source';
import { Database } from './database';
import { StatisticsDatabase } from './statistics-database';
import { refuseUnsafeRole } from './role-check';

export interface DatabaseTargets {
  readonly app: ConnectionTarget;
  readonly statistics: ConnectionTarget;
}

@Global()
@Module({})
export class DatabaseModule {
  static connect(targets: DatabaseTargets, entities: readonly EntityTarget<ObjectLiteral>[]): DynamicModule {
    return {
      module: DatabaseModule,
      providers: [
        {
          provide: DataSource,
          useFactory: async () => {
            const dataSource = await appDataSource(targets.app, entities).initialize();
            await refuseUnsafeRole(dataSource);
            return dataSource;
          },
        },
        Database,
        { provide: StatisticsDatabase, useFactory: () => new StatisticsDatabase(targets.statistics) },
      ],
      exports: [Database, StatisticsDatabase],
    };
  }
}
