package treewarden.web.view;

/**
 * The bot's comment.
 *
 * @param html safe to be shown as it is; empty where it is not known
 * @param words how far it is
 */
public record BotComment(String html, String words) {}
