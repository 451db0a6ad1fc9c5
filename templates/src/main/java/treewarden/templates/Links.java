package treewarden.templates;

import org.jspecify.annotations.Nullable;

/**
 * The addresses that a comment leads to. All are made by Treewarden; nothing in them comes from a contribution.
 *
 * @param commitFiles what a file's path is appended to, to show it at the checked commit: {@code https://.../blob/SHA/}
 * @param page the contribution on the triage page
 * @param checkRun the check run, which lists every finding; null where it is not known yet
 */
public record Links(
        String commitFiles, String page, @Nullable String checkRun) {}
