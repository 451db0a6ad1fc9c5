package treewarden.web.tree;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import treewarden.domain.Printable;
import treewarden.domain.Repository;
import treewarden.domain.release.ReleaseId;
import treewarden.store.KnownRepository;
import treewarden.store.RepositoryState;
import treewarden.store.Tables;
import treewarden.web.view.Tree;
import treewarden.web.view.Tree.Branch;
import treewarden.web.view.Tree.Held;
import treewarden.web.view.Tree.Link;

/**
 * Reads a folder of the taxonomy: two steps of it, as the rest is on the pages of its folders. Safe for many threads.
 */
public final class ReadTree {
    /** As many leaves are looked at, of the base branch and under way. */
    private static final int MOST = 20_000;

    private static final int STEPS = 2;
    private static final int MOST_FOUND = 200;
    private static final int MOST_BRANCHES = 400;

    private final ReadReleased released = new ReadReleased();

    /**
     * What is asked for.
     *
     * @param of {@code owner/name}; empty for the first
     * @param at the folder; empty for the root
     * @param text words that all stand in a leaf's path; empty for the tree itself
     */
    public record Asked(String of, String at, String text) {
        private static final int LONGEST = 500;

        /** Of what stands in an address. */
        public static Asked of(Function<String, @Nullable String> parameters) {
            return new Asked(
                    parameter(parameters.apply("of")),
                    parameter(parameters.apply("at")).replaceAll("^/+|/+$", ""),
                    parameter(parameters.apply("q")));
        }

        private static String parameter(@Nullable String text) {
            return text == null
                    ? ""
                    : text.substring(0, Math.min(LONGEST, text.length())).strip();
        }
    }

    /** Reads it. */
    public Tree read(Tables tables, Asked asked) {
        var all = tables.repositories().list();
        var repositories = shown(all);
        var chosen = chosen(repositories, asked.of());
        if (chosen.isEmpty()) {
            var nothing = new Tree.Numbers(0, 0, 0, 0);
            return new Tree("", "", asked.text(), List.of(), null, nothing, List.of(), List.of(), false, List.of());
        }
        var repository = chosen.get();
        var held = released.of(tables, repository.id());
        var links = new Links(
                repository,
                unlessFirst(repository, repositories),
                all.size() == 1 ? "" : repository.fullName(),
                held.isPresent());
        var known = tables.leafExamples().below(repository.id(), asked.at(), MOST);
        var open = tables.openLeaves().below(repository.id(), asked.at(), MOST);
        var root = new Folder("");
        var at = root.at(asked.at());
        for (var path : known) {
            var leaf = root.at(path);
            leaf.isLeaf = true;
            leaf.since = held.map(it -> it.since(path)).orElse(null);
        }
        // Those of one leaf come together: its folder is looked up once.
        var last = root;
        for (var leaf : open) {
            last = leaf.path().equals(last.path) ? last : root.at(leaf.path());
            last.open.put(leaf.number(), leaf.isSampled());
        }
        boolean isSearch = !asked.text().isEmpty();
        var shown = isSearch ? found(at, asked.text()) : at.children();
        int most = isSearch ? MOST_FOUND : MOST_BRANCHES;
        return new Tree(
                repository.fullName(),
                asked.at(),
                asked.text(),
                links.steps(asked.at()),
                held.map(it -> release(it.last())).orElse(null),
                at.numbers(),
                shown.stream()
                        .limit(most)
                        .map(folder -> links.branch(folder, isSearch ? 0 : STEPS - 1))
                        .toList(),
                repositories.stream()
                        .filter(other -> !other.equals(repository))
                        .map(other -> new Link(other.fullName(), Tree.address("", other.fullName())))
                        .toList(),
                known.size() == MOST || open.size() == MOST || shown.size() > most,
                complaints(asked.of(), repository.fullName()));
    }

    /** The address of the folder around a leaf; empty where its repository has no tree. */
    public static Optional<String> around(Tables tables, Repository of, String leaf) {
        var repositories = shown(tables.repositories().list());
        return repositories.stream()
                .filter(each -> each.id() == of.id())
                .findFirst()
                .map(each -> Tree.around(leaf, unlessFirst(each, repositories)));
    }

    private static List<Repository> shown(List<KnownRepository> all) {
        return all.stream()
                .filter(known -> known.state() == RepositoryState.ACTIVE)
                .map(KnownRepository::repository)
                .toList();
    }

    /** As the tree's address names it: the first of all is shown where none is named. */
    private static String unlessFirst(Repository repository, List<Repository> all) {
        return repository.equals(all.get(0)) ? "" : repository.fullName();
    }

    private static Link release(ReleaseId id) {
        return new Link(id.name(), "/releases/" + id);
    }

    private static Optional<Repository> chosen(List<Repository> all, String name) {
        return all.stream()
                .filter(each -> each.fullName().equalsIgnoreCase(name))
                .findFirst()
                .or(() -> all.stream().findFirst());
    }

    private static List<String> complaints(String asked, String shown) {
        return asked.isEmpty() || asked.equalsIgnoreCase(shown)
                ? List.of()
                : List.of("There is no tree of " + Printable.quoted(asked) + "; this is that of " + shown + ".");
    }

    private static List<Folder> found(Folder in, String text) {
        var words = text.toLowerCase(Locale.ROOT).split("\\s+");
        return in.all()
                .filter(folder -> folder.isLeaf || !folder.open.isEmpty())
                .filter(folder -> {
                    var path = folder.path.toLowerCase(Locale.ROOT);
                    return Arrays.stream(words).allMatch(path::contains);
                })
                .sorted(Comparator.comparing(folder -> folder.path))
                .toList();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /**
     * The addresses of a repository's tree.
     *
     * @param of the repository as the tree's addresses name it, empty where they need not
     * @param to the repository as the queue's addresses name it, empty where there is no other
     * @param isReleased whether any release of it is published
     */
    private record Links(Repository repository, String of, String to, boolean isReleased) {
        Branch branch(Folder folder, int steps) {
            return new Branch(
                    folder.name(),
                    folder.path,
                    tree(folder.path),
                    queue(folder.path),
                    folder.numbers(),
                    folder.isLeaf,
                    folder.isLeaf && isReleased ? new Held(folder.since == null ? null : release(folder.since)) : null,
                    folder.open.keySet().stream().map(this::contribution).toList(),
                    steps == 0
                            ? List.of()
                            : folder.children().stream()
                                    .limit(MOST_BRANCHES)
                                    .map(each -> branch(each, steps - 1))
                                    .toList());
        }

        List<Link> steps(String at) {
            var steps = new ArrayList<Link>();
            steps.add(new Link("The taxonomy", tree("")));
            for (int end = at.indexOf('/'); !at.isEmpty(); end = at.indexOf('/', end + 1)) {
                var path = end < 0 ? at : at.substring(0, end);
                steps.add(new Link(path.substring(path.lastIndexOf('/') + 1), tree(path)));
                if (end < 0) {
                    break;
                }
            }
            return steps;
        }

        private String tree(String path) {
            return Tree.address(path, of);
        }

        private String queue(String path) {
            return "/?place=" + encoded(path) + (to.isEmpty() ? "" : "&repository=" + encoded(to));
        }

        private Link contribution(int number) {
            return new Link(
                    "#" + number,
                    "/contributions/" + encoded(repository.owner()) + "/" + encoded(repository.name()) + "/" + number);
        }
    }
}
