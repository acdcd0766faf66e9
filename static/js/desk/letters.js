// The key of another alphabet means the letter that is printed on the same place of a Latin keyboard.

export const letterOf = ({ key, code }) => (/^\p{L}$/u.test(key) && !/^[a-z]$/i.test(key) ? (/^Key([A-Z])$/.exec(code)?.[1] ?? key) : key).toLowerCase();
