import type { Random } from './random.ts'

/** A language's given and family names, each with the letters that an email address would use. */
interface NamePool {
  country: string
  given: readonly string[]
  family: readonly string[]
  familyFirst?: boolean
}

const list = (text: string) => text.split(' ')

const POOLS: readonly NamePool[] = [
  {
    country: 'US',
    given: list('Jill Marcus Tanya Devon Alice Peter Robin Grace Omar Heather'),
    family: list("Chill Johnson O'Brien Washington Smith Nguyen Baker Lopez McDonald Young"),
  },
  {
    country: 'PT',
    given: list('João|joao Inês|ines Conceição|conceicao Tiago Mário|mario Lúcia|lucia'),
    family: list('Gonçalves|goncalves Araújo|araujo Magalhães|magalhaes Pinto Simões|simoes'),
  },
  {
    country: 'DE',
    given: list('Jürgen|juergen Käthe|kaethe Björn|bjoern Anna-Lena Fritz Zoë|zoe'),
    family: list('Müller|mueller Weiß|weiss Schröder|schroeder Größl|groessl Böhm|boehm'),
  },
  {
    country: 'PL',
    given: list('Łukasz|lukasz Małgorzata|malgorzata Zbigniew Agnieszka Żaneta|zaneta'),
    family: list('Wójcik|wojcik Brzęczyszczykiewicz|brzeczyszczykiewicz Kowalski Źrebiec|zrebiec'),
  },
  {
    country: 'AE',
    given: list('محمد|mohammed فاطمة|fatima أحمد|ahmed ليلى|layla يوسف|yousef نور|nour'),
    family: list('العلي|alali الهاشمي|alhashimi المنصوري|almansoori حداد|haddad'),
  },
  {
    country: 'IL',
    given: list('נועה|noa איתי|itai יעל|yael דוד|david תמר|tamar'),
    family: list('כהן|cohen לוי|levi מזרחי|mizrahi בן-דוד|bendavid'),
  },
  {
    country: 'JP',
    given: list('太郎|taro 花子|hanako 美咲|misaki 健一|kenichi さくら|sakura'),
    family: list('佐藤|sato 鈴木|suzuki 渡邉|watanabe 髙橋|takahashi'),
    familyFirst: true,
  },
  {
    country: 'CN',
    given: list('伟|wei 秀英|xiuying 子涵|zihan 建国|jianguo 𠮷|ji'),
    family: list('王|wang 欧阳|ouyang 李|li 张|zhang'),
    familyFirst: true,
  },
  {
    country: 'KR',
    given: list('지우|jiwoo 서연|seoyeon 민준|minjun 하은|haeun'),
    family: list('김|kim 이|lee 박|park 최|choi'),
    familyFirst: true,
  },
  {
    country: 'IN',
    given: list('आरव|aarav प्रिया|priya विक्रम|vikram अनन्या|ananya श्रुति|shruti'),
    family: list('शर्मा|sharma पटेल|patel कृष्णमूर्ति|krishnamurthy सिंह|singh'),
  },
  {
    country: 'GR',
    given: list('Γιώργος|giorgos Ελένη|eleni Νίκος|nikos Σοφία|sofia'),
    family: list('Παπαδόπουλος|papadopoulos Αλεξίου|alexiou Ξενάκης|xenakis'),
  },
  {
    country: 'UA',
    given: list('Олена|olena Сергій|serhii Юлія|yuliia Їжак|yizhak Дмитро|dmytro'),
    family: list('Шевченко|shevchenko Коваленко|kovalenko Щербак|shcherbak'),
  },
]

/** Names that screens, exports and searches have stumbled over; each appears a few times. */
const SPECIAL: readonly (readonly [name: string, mailbox: string])[] = [
  ['Maria Garcia', 'maria.garcia'],
  ['Maria Garcia', 'm.garcia'],
  ['Maria Garcia', 'mgarcia'],
  ['Q', 'q'],
  ['李', 'li'],
  ['🦄 Sunny 👩🏽‍💻', 'sunny'],
  ['Zoë 🇵🇹 – on shift', 'zoe.shift'],
  ['<b>Bold</b> & "Quoted"', 'bold.quoted'],
  ['=SUM(1,2) Calc', 'calc'],
  ['  Spacey   Name  ', 'spacey'],
  ['Iİıi Işık', 'isik'],
  ['محمد Smith (EN/AR)', 'm.smith'],
  [
    'Maximiliana Wilhelmina Konstantinopolitańczykowianeczkówna-Featherstonehaugh de la Santísima Trinidad y Todos los Santos von und zu Hohenlohe-Waldenburg-Schillingsfürst',
    'maximiliana.wilhelmina.konstantinopolitanczykowianeczkowna-featherst',
  ],
  [`N${'a'.repeat(120)}me`, 'naaame'],
]

/** A person as a customer might type them, with an address that no other index has. */
export function nameAt(index: number, random: Random): { name: string; email: string; country: string } {
  const pool = random.pick(POOLS)
  const [given, givenMail] = spelled(random.pick(pool.given))
  const [family, familyMail] = spelled(random.pick(pool.family))
  const special = index % 23 === 11 ? SPECIAL[Math.floor(index / 23) % SPECIAL.length] : undefined
  const plain = pool.familyFirst ? `${family}${given}` : `${given} ${family}`
  const host = index % 40 === 3 ? 'customer-experience.international.rollcall.example' : 'rollcall.example'
  return {
    name: special?.[0] ?? plain,
    email: `${special?.[1] ?? `${givenMail}.${familyMail}`}.${index + 1}@${host}`,
    country: pool.country,
  }
}

function spelled(entry: string): [name: string, mailbox: string] {
  const [name = '', mailbox = name] = entry.split('|')
  return [name, mailbox.toLowerCase().replaceAll(/[^a-z-]/g, '')]
}
