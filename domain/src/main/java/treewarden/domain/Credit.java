package treewarden.domain;

/**
 * Whose work a leaf draws on and under which licence, as the {@code attribution.txt} beside it says: hostile text, bounded
 * and on one line each; empty where the file does not say it.
 *
 * @param licence as it was written, which need not be an SPDX identifier
 */
public record Credit(String title, String link, String licence, String creators) {}
