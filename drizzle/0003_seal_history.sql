-- INSERT OR REPLACE deletes without asking the triggers of deletion: what stands is asked for here.
CREATE TRIGGER `review_is_not_replaced` BEFORE INSERT ON `review`
WHEN EXISTS (
	SELECT 1 FROM `review`
	WHERE `id` = NEW.`id` OR (`round_id` = NEW.`round_id` AND `version` = NEW.`version`)
)
BEGIN
	SELECT RAISE(ABORT, 'a review is frozen');
END;
--> statement-breakpoint
CREATE TRIGGER `review_stays_published` BEFORE UPDATE OF `published_at` ON `review`
WHEN OLD.`published_at` IS NOT NULL
BEGIN
	SELECT RAISE(ABORT, 'a published review stays published');
END;
--> statement-breakpoint
CREATE TRIGGER `event_is_not_replaced` BEFORE INSERT ON `event`
WHEN EXISTS (SELECT 1 FROM `event` WHERE `seq` = NEW.`seq`)
BEGIN
	SELECT RAISE(ABORT, 'history is append-only');
END;
