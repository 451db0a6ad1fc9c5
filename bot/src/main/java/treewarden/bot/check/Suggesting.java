package treewarden.bot.check;

/** Whether fixes are offered on their lines. */
public enum Suggesting {
    /** In one review for each head, as changes to commit with a click. */
    ON_LINES,
    OFF
}
