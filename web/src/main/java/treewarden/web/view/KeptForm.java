package treewarden.web.view;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A form that was not taken, with what somebody had typed into it.
 *
 * @param advice what to do
 * @param signIn where to sign in before it is sent again, in a window of its own; null where that is not it
 * @param action where it is sent to again; null where it cannot be
 * @param hidden what the page had put into it
 * @param texts what is for people to read
 */
public record KeptForm(
        String title,
        String advice,
        @Nullable String signIn,
        @Nullable String action,
        String formToken,
        List<Field> hidden,
        List<Field> texts) {
    /** A field with what stood in it. */
    public record Field(String name, String value) {}
}
