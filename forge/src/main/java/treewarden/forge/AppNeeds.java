package treewarden.forge;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What a GitHub App of ours has to be allowed and told: the manifest that makes one, the check of one that is there and
 * the documentation all come from here.
 *
 * @param permissions by GitHub's names
 * @param events that GitHub sends only to those who ask; those about the installation itself come to every App
 */
public record AppNeeds(List<Allowed> permissions, Set<String> events) {
    /** What not every community uses, and so not every App needs. */
    public enum Extra {
        /** Approved pull requests are merged by us. */
        MERGE,
        /** Each release of the model is shown as a release of the taxonomy's repository. */
        NOTES,
        /** Maintainers and triagers are told by the teams of an organization. */
        TEAMS
    }

    /** How much: each allows what those before it do. */
    public enum Access {
        READ,
        WRITE;

        /** GitHub's word. */
        public String word() {
            return this == READ ? "read" : "write";
        }
    }

    /**
     * One permission.
     *
     * @param name GitHub's, such as {@code pull_requests}
     * @param why what it is for, to stand after "so that"
     */
    public record Allowed(String name, Access access, String why) {
        /** How people read it: {@code pull requests: write}. */
        public String words() {
            return name.replace('_', ' ') + ": " + access.word();
        }
    }

    private static final Set<String> EVENTS =
            Set.of("pull_request", "issue_comment", "check_run", "check_suite", "push", "repository", "merge_group");

    public AppNeeds {
        permissions =
                permissions.stream().sorted(Comparator.comparing(Allowed::name)).toList();
        events = Set.copyOf(events);
    }

    /** The needs of everybody, with those of the extras that are used. */
    public static AppNeeds of(Collection<Extra> extras) {
        var always = Stream.of(
                contents(extras),
                new Allowed("checks", Access.WRITE, "the result of the checks stands on the commit"),
                new Allowed("issues", Access.WRITE, "it can comment, label and assign"),
                new Allowed("merge_queues", Access.READ, "a merge queue hears from its check"),
                new Allowed("metadata", Access.READ, "it can see the repository at all; GitHub gives it to every App"),
                new Allowed("pull_requests", Access.WRITE, "it can read pull requests and review them"));
        var teams = new Allowed("members", Access.READ, "it can see who is in the teams that you name");
        return new AppNeeds(
                (extras.contains(Extra.TEAMS) ? Stream.concat(always, Stream.of(teams)) : always).toList(), EVENTS);
    }

    private static Allowed contents(Collection<Extra> extras) {
        var uses = new ArrayList<>(List.of("leaves can be read"));
        if (extras.contains(Extra.MERGE)) {
            uses.add("approved pull requests merged");
        }
        if (extras.contains(Extra.NOTES)) {
            uses.add("releases of the model shown with their notes");
        }
        return new Allowed("contents", uses.size() == 1 ? Access.READ : Access.WRITE, String.join(" and ", uses));
    }

    /** Permissions that are lacking: each with the access that is wanted. */
    public List<Allowed> lacking(Map<String, String> granted) {
        return permissions.stream()
                .filter(wanted -> !isEnough(granted.getOrDefault(wanted.name(), ""), wanted.access()))
                .toList();
    }

    private static boolean isEnough(String granted, Access wanted) {
        return granted.equals("admin") || granted.equals(Access.WRITE.word()) || granted.equals(wanted.word());
    }

    /** Permissions that nothing of ours uses, by GitHub's names: more than is needed is a risk and no help. */
    public Set<String> unused(Map<String, String> granted) {
        var unused = new TreeMap<>(granted);
        permissions.forEach(wanted -> unused.remove(wanted.name()));
        return unused.keySet();
    }

    /** Events that are lacking. */
    public Set<String> deaf(Collection<String> subscribed) {
        var lacking = new TreeSet<>(events);
        lacking.removeAll(subscribed);
        return lacking;
    }
}
