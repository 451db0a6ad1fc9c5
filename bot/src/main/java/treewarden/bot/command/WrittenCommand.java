package treewarden.bot.command;

/**
 * A command as it stands in a comment.
 *
 * @param address how Treewarden was addressed
 */
record WrittenCommand(String name, String arguments, Address address) {
    enum Address {
        /** {@code /check}: may be meant for another bot. */
        SLASH,
        /** {@code @treewarden check}: meant for us, whatever follows. */
        MENTION
    }
}
