//! What the tools print, and whether it is what was expected.

use std::fmt;

/// Where answers differ from the expected ones.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Difference {
    /// Expected, and not given.
    missing: Vec<String>,
    /// Given, and not expected.
    unexpected: Vec<String>,
}

impl Difference {
    /// `None` if the same answers were given, in whatever order.
    pub(super) fn between(expected: &[String], given: &[String]) -> Option<Self> {
        let mut unexpected = given.to_vec();
        let mut missing = Vec::new();
        for answer in expected {
            match unexpected.iter().position(|other| other == answer) {
                Some(place) => drop(unexpected.remove(place)),
                None => missing.push(answer.clone()),
            }
        }
        let same = missing.is_empty() && unexpected.is_empty();
        (!same).then_some(Self { missing, unexpected })
    }
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("    DIFFERENT")?;
        self.missing.iter().try_for_each(|answer| write!(f, "\n      expected: {answer}"))?;
        self.unexpected.iter().try_for_each(|answer| write!(f, "\n      answered: {answer}"))
    }
}

/// ProVerif's answers: one line a query, with how it turned out.
pub(super) fn of_proverif(output: &str) -> Vec<String> {
    let answers = output.lines().filter_map(|line| line.strip_prefix("RESULT "));
    answers.map(|answer| answer.trim().to_owned()).collect()
}

/// Verifpal's answers: its result code, a letter and a digit for each query, is the last line.
pub(super) fn of_verifpal(output: &str) -> Vec<String> {
    let is_code = |line: &&str| {
        let pairs: Vec<char> = line.chars().collect();
        let pair = |pair: &[char]| matches!(pair, ['a' | 'c' | 'e' | 'f' | 'u', '0' | '1']);
        !pairs.is_empty() && pairs.chunks(2).all(pair)
    };
    output.lines().last().filter(is_code).map(str::to_owned).into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The end of what ProVerif 2.05 says of `ratchet.pv`.
    const RATCHET: &str = "\
The attacker has the message m2.
A trace has been found.
RESULT not attacker_bitstring(m2[]) is false.

--------------------------------------------------------------
Verification summary:

Query not attacker_bitstring(m1[]) is true.

Query not attacker_bitstring(m2[]) is false.
";
    /// And of `control-signature.pv`.
    const SIGNATURE: &str = "Termination warning: x\nRESULT Observational equivalence cannot be proved.\n";

    fn lines(answers: &[&str]) -> Vec<String> {
        answers.iter().map(|answer| (*answer).to_owned()).collect()
    }

    #[test]
    fn answers_are_read_once_and_not_from_the_summary() {
        assert_eq!(of_proverif(RATCHET), lines(&["not attacker_bitstring(m2[]) is false."]));
        assert_eq!(of_proverif(SIGNATURE), lines(&["Observational equivalence cannot be proved."]));
        assert!(of_proverif("Error: syntax error.\n").is_empty());
    }

    #[test]
    fn a_result_code_is_told_from_other_last_lines() {
        assert_eq!(of_verifpal("Verifying ...\nc0c1a0f0\n"), lines(&["c0c1a0f0"]));
        for other in ["", "no such file", "c0c", "c2", "a0\nerror"] {
            assert!(of_verifpal(other).is_empty(), "{other}");
        }
    }

    #[test]
    fn the_same_answers_in_another_order_are_the_same() {
        let (one, other) = (lines(&["a is true.", "b is false."]), lines(&["b is false.", "a is true."]));
        assert_eq!(Difference::between(&one, &other), None);
    }

    #[test]
    fn a_wrong_a_missing_and_a_further_answer_are_caught() {
        let expected = lines(&["not attacker_bitstring(m2[]) is true."]);
        let given = of_proverif(RATCHET);
        let wrong = Difference::between(&expected, &given).unwrap();
        assert_eq!(wrong, Difference { missing: expected.clone(), unexpected: given.clone() });
        let text = wrong.to_string();
        assert!(text.contains("expected: not attacker_bitstring(m2[]) is true."), "{text}");
        assert!(text.contains("answered: not attacker_bitstring(m2[]) is false."), "{text}");
        assert!(Difference::between(&given, &[]).is_some());
        assert!(Difference::between(&[], &given).is_some());
        let twice = [given.clone(), given.clone()].concat();
        assert!(Difference::between(&given, &twice).is_some());
    }
}
