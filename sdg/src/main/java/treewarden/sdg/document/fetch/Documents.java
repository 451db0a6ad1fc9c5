package treewarden.sdg.document.fetch;

import treewarden.domain.DocumentSource;

/** Where the documents of a leaf come from. */
public interface Documents {
    /**
     * The documents that a leaf names, or why there are none. Blocks until they are here.
     *
     * @throws DocumentsUnavailable where the leaf cannot have its documents; the message says what to do
     * @throws java.util.concurrent.CancellationException within a second of the cancellation
     */
    Fetched fetch(DocumentSource source, Cancel cancel);
}
