package treewarden.web.api;

import java.util.Locale;

/** What the holder of a token of the API may do. */
public enum ApiScope {
    /** Read whatever the pages show to a maintainer. */
    READ,
    /** Have jobs tried again and cancelled. */
    OPERATE;

    /** Its name where it is stored and written. */
    public String slug() {
        return name().toLowerCase(Locale.ROOT);
    }
}
