import { Global, Module } from '@nestjs/common';
import { DiscoveryModule } from '@nestjs/core';
import { RouteCheck } from './authz/route-check';
import { Clock } from './clock/clock';
import { HealthController } from './health/health.controller';
import { RouteInventory } from './http/route-inventory';
import { CreateOnce } from './idempotency/create-once';

@Global()
@Module({
  imports: [DiscoveryModule],
  controllers: [HealthController],
  providers: [Clock, RouteInventory, RouteCheck, CreateOnce],
  exports: [Clock, RouteInventory, CreateOnce],
})
export class PlatformModule {}
