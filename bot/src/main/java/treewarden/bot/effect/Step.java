package treewarden.bot.effect;

/** How far one step brought an effect. */
enum Step {
    /** It was there already: nothing was written. */
    FOUND_DONE,
    /** One write, and with it all is done. */
    WROTE_AND_DONE,
    /** One write, and more is to do. */
    WROTE_AND_GOES_ON
}
