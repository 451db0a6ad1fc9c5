package treewarden.bot.command;

/**
 * A command as it stands in a comment.
 *
 * @param arguments the rest of its line
 * @param below what stands below it and may belong to it
 * @param address how Treewarden was addressed
 */
record WrittenCommand(String name, String arguments, String below, Address address) {
    enum Address {
        /** {@code /check}: may be meant for another bot. */
        SLASH,
        /** {@code @treewarden check}: meant for us, whatever follows. */
        MENTION
    }
}
