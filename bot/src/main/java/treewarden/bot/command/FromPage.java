package treewarden.bot.command;

import java.time.Duration;

/**
 * How a command came from a page.
 *
 * @param seenUntil number of the latest row of the audit when the page was made: who decided after that was not seen
 * @param undoFor how long it may be taken back; until then nothing of it is told to the code host. Zero for not at all
 */
public record FromPage(long seenUntil, Duration undoFor) {}
