import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { RouteCheck } from './authz/route-check';
import { Clock } from './clock/clock';
import { HealthController } from './health/health.controller';
import { RouteInventory } from './http/route-inventory';

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [HealthController],
  providers: [Clock, RouteInventory, RouteCheck],
  exports: [Clock, RouteInventory],
})
export class PlatformModule {}
