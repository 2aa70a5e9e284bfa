public enum BuiltInLessons { public static var chapter: [UInt8] { PackageResources.chapter_md } }
