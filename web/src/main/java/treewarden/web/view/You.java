package treewarden.web.view;

import org.jspecify.annotations.Nullable;

/**
 * Who looks at a page, as its top bar says it.
 *
 * @param login null where nobody has signed in
 * @param role in a word
 * @param formToken stands in the form that signs out
 * @param signIn where to sign in; null where nobody can
 */
public record You(
        @Nullable String login,
        String role,
        String formToken,
        @Nullable String signIn) {
    public static final You NOBODY = new You(null, "", "", null);
}
