/**
 * The documents of a knowledge leaf, fetched from the git repository that the contributor named.
 *
 * <p>All of it is hostile: the address may point into our own network, the server may send without end, the repository
 * may hold a tree that unfolds for ever. So an address passes one strict parser, a list of hosts and a check of what it
 * resolves to; the connection goes to the very addresses that were checked; everything received is counted, and timed;
 * and what arrives is only ever read as data from a bare repository: there is no work tree, and no hook, filter,
 * submodule or link is followed.
 */
@NullMarked
package treewarden.sdg.document.fetch;

import org.jspecify.annotations.NullMarked;
