CREATE TABLE `erasure` (
	`id` integer PRIMARY KEY AUTOINCREMENT NOT NULL,
	`person_id` integer NOT NULL,
	`seq` integer NOT NULL,
	`at` text NOT NULL,
	FOREIGN KEY (`person_id`) REFERENCES `person`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `erasure_personId_unique` ON `erasure` (`person_id`);
--> statement-breakpoint
-- The log stays append-only, with one exception: the transaction of an erasure, until it records its own event,
-- may replace texts by the name that the erased person has from then on. Nothing else in a row may change.
DROP TRIGGER `event_is_frozen`;
--> statement-breakpoint
CREATE TRIGGER `event_is_frozen` BEFORE UPDATE ON `event`
WHEN (NEW.`seq`, NEW.`plan_id`, NEW.`at`, NEW.`person_id`, NEW.`verb`, NEW.`noun`, NEW.`noun_id`, NEW.`reason`)
	IS NOT (OLD.`seq`, OLD.`plan_id`, OLD.`at`, OLD.`person_id`, OLD.`verb`, OLD.`noun`, OLD.`noun_id`, OLD.`reason`)
	OR NOT EXISTS (
		SELECT 1 FROM `erasure` e
		WHERE e.`seq` > (SELECT coalesce(max(`seq`), 0) FROM `event`)
		AND (NEW.`by` IS OLD.`by` OR (
			OLD.`by` IS NOT NULL AND NEW.`by` = 'Person ' || e.`id` AND coalesce(OLD.`person_id`, e.`person_id`) = e.`person_id`
		))
		AND (NEW.`before` IS OLD.`before` OR (
			(SELECT count(*) FROM json_tree(NEW.`before`)) = (SELECT count(*) FROM json_tree(OLD.`before`))
			AND NOT EXISTS (
				SELECT 1 FROM json_tree(OLD.`before`) o LEFT JOIN json_tree(NEW.`before`) n ON n.`fullkey` = o.`fullkey`
				WHERE n.`type` IS NOT o.`type`
					OR (n.`atom` IS NOT o.`atom` AND (o.`type` <> 'text' OR n.`atom` <> 'Person ' || e.`id`))
			)
		))
		AND (NEW.`after` IS OLD.`after` OR (
			(SELECT count(*) FROM json_tree(NEW.`after`)) = (SELECT count(*) FROM json_tree(OLD.`after`))
			AND NOT EXISTS (
				SELECT 1 FROM json_tree(OLD.`after`) o LEFT JOIN json_tree(NEW.`after`) n ON n.`fullkey` = o.`fullkey`
				WHERE n.`type` IS NOT o.`type`
					OR (n.`atom` IS NOT o.`atom` AND (o.`type` <> 'text' OR n.`atom` <> 'Person ' || e.`id`))
			)
		))
	)
BEGIN
	SELECT RAISE(ABORT, 'history is append-only');
END;
--> statement-breakpoint
CREATE TRIGGER `erasure_has_event` BEFORE INSERT ON `erasure`
WHEN NEW.`seq` IS NOT (SELECT coalesce(max(`seq`), 0) + 1 FROM `event`)
	OR EXISTS (SELECT 1 FROM `erasure` WHERE `id` = NEW.`id` OR `person_id` = NEW.`person_id`)
BEGIN
	SELECT RAISE(ABORT, 'an erasure belongs to the next event');
END;
--> statement-breakpoint
CREATE TRIGGER `erasure_is_frozen` BEFORE UPDATE ON `erasure`
BEGIN
	SELECT RAISE(ABORT, 'an erasure is final');
END;
--> statement-breakpoint
CREATE TRIGGER `erasure_stays` BEFORE DELETE ON `erasure`
BEGIN
	SELECT RAISE(ABORT, 'an erasure is final');
END;
