package treewarden.bot.check;

/** Whether the community model is asked the seed questions of contributions. */
public enum Prechecking {
    /** There is no student endpoint to ask. */
    NO_STUDENT,
    /** When a triager asks for it. */
    ON_COMMAND,
    /** With each sample, and when a triager asks for it. */
    WITH_THE_SAMPLE
}
