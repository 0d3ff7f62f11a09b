CREATE TABLE `table_version` (
	`of` text PRIMARY KEY NOT NULL,
	`version` text NOT NULL
);
