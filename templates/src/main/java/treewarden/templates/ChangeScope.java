package treewarden.templates;

import java.util.Locale;

/** What a pull request does to leaves, and so what there is to check. */
public enum ChangeScope {
    /** It adds or changes leaves. */
    LEAVES,
    /** It touches no leaf. */
    NO_LEAVES,
    /** It removes leaves and adds or changes none. */
    ONLY_REMOVED,
    /** It changes more files than the code host lists, so that not all of it could be seen. */
    TOO_MANY_FILES;

    String slug() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
