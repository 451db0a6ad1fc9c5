package treewarden.taxonomy.rules;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import treewarden.taxonomy.RuleSetting;

/** The texts have no mail address, phone number, card number or bank account of a real person. */
public final class PersonalData implements Rule {
    /** After so many places nobody needs another one. */
    private static final int MOST = 50;

    @Override
    public String name() {
        return "personal-data";
    }

    @Override
    public RuleSetting standard() {
        return RuleSetting.WARNING;
    }

    @Override
    public String documentation() {
        return "No mail addresses, phone numbers, card numbers (by their check digit) or bank accounts (IBAN, by its checksum);"
                + " made-up ones use example.com and 555 numbers, which are let pass.";
    }

    @Override
    public List<Remark> check(Subject subject) {
        var remarks = new ArrayList<Remark>();
        for (var passage : subject.passages()) {
            var said = new HashSet<String>();
            for (var found : PersonalDataFinder.in(passage.text())) {
                if (remarks.size() < MOST && said.add(found.text())) {
                    remarks.add(Remark.at(
                            subject.locate(passage, found.text()),
                            passage.pointer(),
                            // The data itself is not repeated: a comment would spread it further.
                            passage.name() + " has what looks like "
                                    + found.kind().words() + ".",
                            found.kind().remedy()));
                }
            }
        }
        return remarks;
    }
}
