CREATE TABLE `commit_count` (
	`id` integer PRIMARY KEY NOT NULL,
	`number` integer NOT NULL
);
