CREATE TABLE `import_mapping` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`partnership_id` integer NOT NULL,
	`shape` text NOT NULL,
	`answers` text NOT NULL,
	`saved_at` text NOT NULL,
	FOREIGN KEY (`partnership_id`) REFERENCES `partnership`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `import_mapping_partnershipId_shape_unique` ON `import_mapping` (`partnership_id`,`shape`);