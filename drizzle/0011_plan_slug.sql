DROP INDEX `plan_partnershipId_slug_unique`;--> statement-breakpoint
CREATE UNIQUE INDEX `plan_slug_unique` ON `plan` (`slug`);