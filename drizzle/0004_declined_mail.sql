ALTER TABLE `person` ADD `declines_mail` integer DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE `reporting_access` ADD `declines_mail` integer DEFAULT false NOT NULL;